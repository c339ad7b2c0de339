package com.acme.shop.sample;

import com.acme.shop.product.Category;
import java.util.List;
import java.util.Map;

/** The words that names in the sample data are made of. */
final class Vocabulary {

  static final List<String> FIRST_NAMES =
      List.of(
          "Anna", "Ben", "Carla", "David", "Elena", "Felix", "Greta", "Hugo", "Ida", "Jonas",
          "Klara", "Leo", "Mara", "Nils", "Olga", "Paul", "Rosa", "Simon", "Tilda", "Viktor");

  static final List<String> LAST_NAMES =
      List.of(
          "Adler", "Brandt", "Conrad", "Dietz", "Engel", "Fischer", "Graf", "Huber", "Jung",
          "Keller", "Lang", "Maurer", "Neumann", "Otto", "Peters", "Roth", "Seidel", "Thoma",
          "Ulrich", "Voss", "Weber", "Winter", "Zander", "Ziegler", "Zimmer");

  static final List<String> CITIES =
      List.of(
          "Aachen",
          "Berlin",
          "Bremen",
          "Dresden",
          "Erfurt",
          "Freiburg",
          "Hamburg",
          "Jena",
          "Kassel",
          "Leipzig",
          "Mainz",
          "Rostock");

  static final List<String> ADJECTIVES =
      List.of(
          "Compact",
          "Classic",
          "Modern",
          "Rustic",
          "Foldable",
          "Slim",
          "Sturdy",
          "Light",
          "Large",
          "Small",
          "Elegant",
          "Robust",
          "Round",
          "Square",
          "Tall",
          "Premium");

  static final List<String> MATERIALS =
      List.of("Oak", "Beech", "Steel", "Glass", "Bamboo", "Linen", "Cotton", "Walnut", "Ceramic");

  static final Map<Category, List<String>> NOUNS =
      Map.of(
          Category.KITCHEN, List.of("Bowl", "Pan", "Knife Block", "Kettle", "Tray"),
          Category.GARDEN, List.of("Bench", "Planter", "Parasol", "Lantern", "Rake"),
          Category.FURNITURE, List.of("Chair", "Table", "Shelf", "Cabinet", "Stool"),
          Category.LIGHTING, List.of("Lamp", "Spotlight", "Chandelier", "Floodlight", "Sconce"),
          Category.OFFICE, List.of("Desk", "Organizer", "Notebook", "Pen Holder", "Footrest"),
          Category.TOYS, List.of("Train", "Puzzle", "Dollhouse", "Kite", "Yo-Yo"));

  static final List<String> COMMENTS =
      List.of(
          "Exactly as described.",
          "Took a while to arrive, but well worth the wait.",
          "The colour differs from the picture.",
          "Would buy again.",
          "Good value for the money.",
          "Not as sturdy as I had hoped.");

  private Vocabulary() {}
}

/** A program in a module of its own, which opens and reads nothing but what it needs. */
module com.acme.modular {}

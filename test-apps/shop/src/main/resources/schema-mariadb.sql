-- Runs on every start, on MariaDB, whose times have no zone: the shop writes them in UTC.

create table if not exists customers (
  id         bigint primary key,
  name       varchar(100) not null,
  email      varchar(200) not null,
  city       varchar(100) not null,
  created_at datetime(6) not null,
  constraint customers_email_key unique (email)
);

create table if not exists products (
  id           bigint primary key,
  sku          varchar(20) not null,
  name         varchar(200) not null,
  category     varchar(40) not null,
  price        numeric(12, 2) not null,
  rating       numeric(3, 2) not null,
  rating_count bigint not null,
  rated_at     datetime(6) not null,
  constraint products_sku_key unique (sku)
);

create table if not exists reviews (
  id         bigint primary key,
  product_id bigint not null references products (id),
  rating     integer not null,
  comment    varchar(400) not null
);

create table if not exists stock (
  sku      varchar(20) primary key references products (sku),
  quantity integer not null,
  reserved integer not null
);

create table if not exists orders (
  id          bigint primary key,
  customer_id bigint not null references customers (id),
  status      varchar(20) not null,
  placed_at   datetime(6) not null,
  total       numeric(12, 2) not null
);

create table if not exists order_lines (
  id          bigint primary key,
  order_id    bigint not null references orders (id),
  product_id  bigint not null references products (id),
  description varchar(200) not null,
  quantity    integer not null,
  unit_price  numeric(12, 2) not null
);

create table if not exists campaigns (
  id      bigint primary key,
  name    varchar(100) not null,
  keyword varchar(60) not null
);

create index if not exists reviews_product_id_idx on reviews (product_id);
create index if not exists orders_customer_id_idx on orders (customer_id);
create index if not exists orders_placed_at_idx on orders (placed_at);
create index if not exists order_lines_order_id_idx on order_lines (order_id);

-- The sequences start above the ids of the sample data.
create sequence if not exists customers_seq start with 100001 increment by 50;
create sequence if not exists orders_seq start with 100001 increment by 50;
create sequence if not exists order_lines_seq start with 100001 increment by 50;

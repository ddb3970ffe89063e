-- Collections of foreign TAXII servers that this node reads, as the operator set them, and how far each has come.
-- Realm does not lead: a feed is found by its name, and its realm says where its objects go.

create table feed (
  name            text    not null primary key,
  realm           text    not null,
  party           text    not null,
  agreement_id    text,
  assumed_marking text,
  interval_micros integer not null,
  types           text    not null,   -- JSON: a list, empty for all
  is_paused       integer not null,
  added_at        integer not null,
  url             text    not null,
  user_name       text,
  secret          text,
  certificate     text,               -- PEM
  certificate_key text,               -- PEM
  tls_pin         text,
  authorities     text,               -- PEM
  is_private      integer not null    -- whether a private address was allowed
) without rowid;

create table feed_state (
  name            text    not null primary key,
  cursor          integer,            -- everything that was added up to this time is stored
  last_run_at     integer,
  last_success_at integer,
  error_code      text,
  error_message   text,
  failures        integer not null,
  next_run_at     integer,            -- null: at once
  read            integer not null,
  stored          integer not null,
  duplicates      integer not null,
  refused         integer not null,
  refusals        text    not null    -- JSON: a list of texts
) without rowid;

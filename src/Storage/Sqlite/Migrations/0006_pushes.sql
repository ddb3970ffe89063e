-- Channels that are delivered into collections of foreign TAXII servers, and how far each has come.

create table push (
  realm           text    not null,
  channel_id      text    not null,
  interval_micros integer not null,
  is_paused       integer not null,
  added_at        integer not null,
  url             text    not null,
  user_name       text,
  secret          text,
  certificate     text,               -- PEM
  certificate_key text,               -- PEM
  tls_pin         text,
  authorities     text,               -- PEM
  is_private      integer not null,   -- whether a private address was allowed
  primary key (realm, channel_id)
) without rowid;

create table push_state (
  realm           text    not null,
  channel_id      text    not null,
  next_index      integer not null,   -- every entry below it was accepted, or given up
  last_run_at     integer,
  last_success_at integer,
  error_code      text,
  error_message   text,
  failures        integer not null,
  next_run_at     integer,            -- null: at once
  delivered       integer not null,
  primary key (realm, channel_id)
) without rowid;

-- Entries below next_index of which the server has not said that it has taken them.
create table push_item (
  realm       text    not null,
  channel_id  text    not null,
  is_failed   integer not null,
  entry_index integer not null,
  object_id   text    not null,
  version     text    not null,
  status_id   text,                   -- null: to be sent again
  polls       integer not null,
  attempts    integer not null,
  due_at      integer not null,
  message     text,
  primary key (realm, channel_id, is_failed, entry_index)
) without rowid;

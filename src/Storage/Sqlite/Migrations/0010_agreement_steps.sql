-- What persons did to agreements at this node, in order: never changed, never removed.
create table agreement_step (
  step_key     integer primary key,
  agreement_id text    not null,
  kind         text    not null,  -- suspend, resume, denounce, keep, terminate
  account      text    not null,
  reason       text    not null,
  at           integer not null,
  until        integer            -- the first instant after a suspension, or after the agreement
);

-- What the status page and the account count, kept as it changes: counting millions of rows takes seconds. Triggers keep
-- the tallies, so that no way of writing can forget them. An `insert or replace` would: write `on conflict do update`.

create table decision_tally (
  channel_key integer not null,
  outcome     text    not null,
  type        text    not null,
  verdict     integer not null,
  decisions   integer not null,
  primary key (channel_key, outcome, type, verdict)
) without rowid;
insert into decision_tally
select channel_key, outcome, type, verdict, count(*) from decision group by 1, 2, 3, 4;

create trigger decision_counted after insert on decision begin
  insert into decision_tally values (new.channel_key, new.outcome, new.type, new.verdict, 1)
  on conflict do update set decisions = decisions + 1;
end;
create trigger decision_uncounted after delete on decision begin
  update decision_tally set decisions = decisions - 1
  where channel_key = old.channel_key and outcome = old.outcome and type = old.type and verdict = old.verdict;
end;
create trigger decision_recounted after update on decision
when new.outcome <> old.outcome or new.verdict <> old.verdict or new.type <> old.type begin
  update decision_tally set decisions = decisions - 1
  where channel_key = old.channel_key and outcome = old.outcome and type = old.type and verdict = old.verdict;
  insert into decision_tally values (new.channel_key, new.outcome, new.type, new.verdict, 1)
  on conflict do update set decisions = decisions + 1;
end;

create table object_tally (
  realm   text    not null,
  type    text    not null,
  objects integer not null,
  primary key (realm, type)
) without rowid;
insert into object_tally select realm, type, count(*) from object group by 1, 2;

create trigger object_counted after insert on object begin
  insert into object_tally values (new.realm, new.type, 1) on conflict do update set objects = objects + 1;
end;
create trigger object_uncounted after delete on object begin
  update object_tally set objects = objects - 1 where realm = old.realm and type = old.type;
end;

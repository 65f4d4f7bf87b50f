-- A full post does not refuse somebody in danger, or a child: it goes over its capacity, and stays marked until it is even again.

alter table cases.post add over int not null default 0 check (over >= 0);
comment on column cases.post.over is 'How much of what is open was let in over the capacity, for a life at risk or a child. It goes down by itself as cases close or room is made.';
alter table cases.post drop constraint post_has_room;
alter table cases.post add constraint post_has_room check (open <= capacity + over),
  add constraint post_capacity_is_some check (capacity >= 0);
comment on column cases.post.open is 'Weight of the open cases. Raised by a conditional update when a referral is accepted: no row means there is no room.';

create function cases.even_out() returns trigger language plpgsql as $$
begin
  new.over := least(new.over, greatest(0, new.open - new.capacity));
  return new;
end $$;
create trigger evens_out before insert or update on cases.post for each row execute function cases.even_out();

alter table cases."case" add over_because text check (over_because in ('lifeAtRisk', 'child', 'onlyTheyCan'));
comment on column cases."case".over_because is 'Why this case was taken by a post that was full. Null for all that fitted.';
grant update (over) on cases.post to waymark_staff;

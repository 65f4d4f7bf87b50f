-- Closed cases of a hub by the day they closed: one range of one index, read from its end.
create index case_closed on cases."case" (open_hub, closed_at, id) where closed_at is not null;

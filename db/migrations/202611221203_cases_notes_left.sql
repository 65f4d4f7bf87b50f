-- Notes of the last week, for Today: one range of one index.
create index handover_left on cases.handover (open_hub, at, id);

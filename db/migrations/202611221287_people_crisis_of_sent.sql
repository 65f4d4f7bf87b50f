-- Who answers a question of the hub does not see whether a crisis is open: sec.crisis_open_of_sent looks for them.
grant select on people.crisis to waymark_sec;

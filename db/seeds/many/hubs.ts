import type pg from 'pg'

/** So many areas could stand in one database; hub 1 is the region's own, and has its share like the others. */
export const hubs = 43

export const hubOf = (number: number): number => 1 + (number % hubs)

/** The region's posts keep their numbers; those of another hub have a thousand times its number before theirs. */
export const postOf = (hub: number, post: number): number => (hub === 1 ? post : hub * 1000 + post)

/** Hubs 2 to 43 and their posts, those that are not there yet: as waymark_owner. Nobody works in them. */
export async function makeHubs(client: pg.ClientBase): Promise<void> {
  await client.query(
    `insert into accounts.hub (id, name) select area, 'Hub of area ' || area from generate_series(2, ${hubs}) area on conflict do nothing`,
  )
  await client.query(
    `insert into cases.post (id, name, hub, capacity) select area * 1000 + p.id, p.name, area, 0
       from generate_series(2, ${hubs}) area, cases.post p where p.hub = 1 and p.id < 1000 on conflict do nothing`,
  )
}

/** Room taken by the cases of a batch. A post that had less is given it, and as much again as it had left. */
export async function takeRoomFor(client: pg.ClientBase, taken: Map<number, number>): Promise<void> {
  await client.query(
    `update cases.post p set open = p.open + t.weight, capacity = p.capacity + t.weight
       from unnest($1::int[], $2::int[]) t (post, weight) where p.id = t.post`,
    [[...taken.keys()], [...taken.values()]],
  )
}

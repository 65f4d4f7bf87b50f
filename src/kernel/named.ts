import { sql, type SqlBool } from 'kysely'

/** For a list of the hub: whom this member sees by name, and the hub does not. Beside the hub's own range, never in one
 *  condition with it: each is read by an index of its own, and of these there are tens. */
export const restrictedToMe = sql<SqlBool>`open_hub = 0 and person_id = any((select sec.my_named_people())::uuid[])`

import { sql, type AliasedExpression, type RawBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely'
import { build } from './database/build.ts'

/** For a list of the hub: its own rows, and those of restricted people whom this member sees by name and the hub does not.
 *  Somebody at such risk must not fall off a list because they are hidden from the others. Two ranges and never one
 *  condition, each with an order and a limit of its own: each is read by an index of its own, and of the named there are
 *  tens. In: the table whose person it is, as the range calls it. Out: `page`, to be put in order and cut once more. */
export function seenByHubOrName<Here, Tables extends keyof Here, Row>(
  hub: number,
  table: string,
  range: (seen: RawBuilder<SqlBool>) => SelectQueryBuilder<Here, Tables, Row>,
): AliasedExpression<Row, 'page'> {
  const openHub = sql.ref(`${table}.open_hub`)
  const named = sql<SqlBool>`${openHub} = 0
    and ${sql.ref(`${table}.person_id`)} = any((select sec.my_named_people())::uuid[])`
  return build
    .selectFrom(range(sql<SqlBool>`${openHub} = ${hub}`).as('of_hub'))
    .selectAll()
    .unionAll(build.selectFrom(range(named).as('named')).selectAll())
    .as('page') as AliasedExpression<Row, 'page'>
}

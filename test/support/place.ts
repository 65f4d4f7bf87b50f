/** The database that every test file's own is copied from. */
export const template = 'waymark_template'

/** Stands in an address for the name of a database. */
export const anyDatabase = 'any-database'

export const fillIn = (address: string, database: string): string =>
  address.replace(`/${anyDatabase}?`, `/${database}?`)

/**
 * The server's settings, given on its command line at each start: nobody edits postgresql.conf, and an upgrade of Waymark
 * brings its own. `overrides` win. Returns the arguments. Throws nothing.
 */
export function serverArguments(
  cluster: string,
  socketDir: string,
  overrides: Record<string, string>,
): string[] {
  const settings = { ...SMALL, ...SILENT, ...overrides, ...onlyHere(socketDir) }
  return ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

/** For one area's hub on one small machine: at most a few dozen connections, a database of a few gigabytes. */
const SMALL = {
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  max_connections: '100',
  max_wal_size: '512MB',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
}

/*
 * Nothing that a person typed may come into a log file. Statements are never logged, and `terse` drops DETAIL, which
 * quotes the values of a refused row. That is not enough: the first line of an error quotes values as well (`invalid
 * input syntax for type date: "..."`), so errors are not logged at all (`log` stands above `error` in log_min_messages);
 * the application has them in its hand. What is left is starts, stops, crashes and refused sign-ins, a few lines a day.
 */
const SILENT = {
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_statement: 'none',
  log_duration: 'off',
  log_min_duration_statement: '-1',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
  logging_collector: 'off',
}

/** No TCP at all. The port is only part of the socket's file name, and fixed, because PGPORT could change it. */
function onlyHere(socketDir: string): Record<string, string> {
  return {
    listen_addresses: '',
    port: '5432',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
  }
}

export interface ClusterOptions {
  /** Everything of this installation; made when missing. */
  dataDir: string
  /** `serve` is the one process that serves the data folder; `visit` is a command-line tool, beside it or alone. */
  purpose: 'serve' | 'visit'
  /** Server settings over ours, used only when this call starts the server. */
  settings?: Record<string, string>
  /** Told, in a sentence, about what takes time or is unusual. */
  log?: (sentence: string) => void
}

import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../src/kernel/clock.ts'
import type { Broken, Drill, Outcome, Skipped } from './drill.ts'

const root = join(import.meta.dirname, '..', '..')
const file = join(root, 'docs', 'reliability.md')

const introduction = `# What survives

Written by \`npm run drills\`; do not edit. Each drill starts the real app, breaks something under load, and looks for
everything that was acknowledged. Each has a control: the same without the guard, which must find losses, or the drill has
proved nothing. A drill that breaks off did not hold; one that this machine cannot do is skipped, and shows nothing. A short form
of every drill is part of \`npm test\`.

A killed process leaves what the operating system had already taken from it, so nothing here tests a power cut: that needs a
machine that can be switched off, and disks that keep what they said they kept.
`

/** Puts the newest outcome of a drill into docs/reliability.md; the others stay as they were measured. */
export function record(
  name: string,
  drill: Drill,
  outcome: Outcome | Skipped | Broken,
  seconds: number,
): void {
  const old = existsSync(file) ? readFileSync(file, 'utf8') : ''
  writeFileSync(file, withOutcome(old, name, drill, outcome, seconds))
}

/** The page with the section of this drill put in or replaced. */
export function withOutcome(
  old: string,
  name: string,
  drill: Drill,
  outcome: Outcome | Skipped | Broken,
  seconds: number,
): string {
  const sections = new Map<string, string>()
  for (const section of old.split(/^(?=## )/m).slice(1))
    sections.set(/<!-- (\w+) -->/.exec(section)?.[1] ?? '', section.trim())
  sections.set(name, sectionOf(name, drill, outcome, seconds))
  return `${[introduction.trim(), ...sections.values()].join('\n\n')}\n`
}

function sectionOf(name: string, drill: Drill, outcome: Outcome | Skipped | Broken, seconds: number): string {
  const day = systemClock().toISOString().slice(0, 10)
  const line = `${day}, commit ${began}, ${cpus().length} cores, ${process.platform} ${process.arch}, ${seconds} s.`
  return [`## ${drill.promise}\n\n<!-- ${name} -->`, drill.how, ...body(drill, outcome, line)].join('\n\n')
}

function body(drill: Drill, outcome: Outcome | Skipped | Broken, line: string): string[] {
  if ('skipped' in outcome) return [`**Skipped**: ${outcome.skipped}`, line]
  if ('broken' in outcome)
    return [`**Did not hold**: ${outcome.broken}`, line, 'The drill broke off there: it showed nothing.']
  return [
    `**${outcome.held ? 'Held' : 'Did not hold'}**, control **${outcome.control.found ? 'failed as it should' : 'found nothing'}**. ${line}`,
    list(outcome.figures),
    `Control: ${drill.control}`,
    list(outcome.control.figures),
  ]
}

/** What was drilled is what was there at the start, whatever is edited meanwhile. */
const began = commit()

const list = (figures: string[]) => figures.map((figure) => `- ${figure}`).join('\n')

function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim()
  try {
    const changed = git('status', '--porcelain', '--', 'src', 'db', 'test').length > 0
    return `${git('rev-parse', '--short', 'HEAD')}${changed ? ' with changes' : ''}`
  } catch {
    return 'unknown'
  }
}

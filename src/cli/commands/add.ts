import { progress } from '@clack/prompts'
import { Command } from 'commander'
import { addReport, refreshIncidents } from '../../casework.js'
import type { Ledger } from '../../store/store.js'
import { UsageError } from '../cases.js'
import { type CaseOptions, getPipeline, withCase } from '../context.js'
import { EXIT } from '../exit.js'
import { listFiles, readInputs, reportsIn, type Unreadable } from '../input.js'

interface AddOptions extends CaseOptions {
  readonly outlet?: string
  readonly published?: string
  readonly url?: string
  readonly quiet?: boolean
}

interface Tally {
  added: number
  reread: number
  present: number
  refused: number
  claims: number
}

/** What happened to one input, as `--json` prints it. */
interface Outcome {
  readonly input: string
  readonly outcome: 'added' | 'reread' | 'present' | 'refused'
  readonly report?: string
  readonly claims?: number
  readonly code?: string
  readonly message?: string
}

export const addCommand = (): Command =>
  new Command('add')
    .description('read reports and add them, with every claim they make, to a case')
    .argument('<path...>', 'files, folders, or - for standard input: text, Markdown, HTML, JSON Lines')
    .option('--outlet <name>', 'who printed them; holds over what the text tells')
    .option('--published <day>', 'when they were published (YYYY-MM-DD); holds over what the text tells')
    .option('--url <url>', 'where they were published')
    .option('--case <name>', 'the case to add to')
    .option('--json', 'one JSON object a line for each input, and a last one for the whole')
    .option('--quiet', 'name only what was refused')
    .addHelpText('after', examples)
    .action(async (paths: string[], options: AddOptions) => {
      checkDay(options.published)
      process.exitCode = await withCase(options, (ledger) => add(ledger, paths, options), true)
    })

const examples = `
Examples:
  hearsay add reports/                         every report under a folder
  hearsay add story.html --published 2023-03-29
  curl -s … | hearsay add -                    from standard input
  hearsay add feed.jsonl --json > log.jsonl

A report that is in the case already is left alone. What cannot be read is named with its reason, the rest goes on, and the exit code is 1.`

/** @throws UsageError unless the words are a day of the calendar, YYYY-MM-DD. */
export function checkDay(day: string | undefined): void {
  if (day === undefined || day === '') return
  const time = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day) {
    throw new UsageError(`"${day}" is no day: write it as YYYY-MM-DD, for example 2023-03-29`)
  }
}

async function add(ledger: Ledger, paths: readonly string[], options: AddOptions): Promise<number> {
  const { files, missing } = await listFiles(paths)
  const tally: Tally = { added: 0, reread: 0, present: 0, refused: 0, claims: 0 }
  const teller = makeTeller(files.length, options)
  const refuse = (input: string, code: string, message: string): void => {
    tally.refused++
    teller.tell({ input, outcome: 'refused', code, message })
  }
  for (const { name, code, message } of missing) refuse(name, code, message)
  const pipeline = getPipeline()
  const given = { outlet: options.outlet, published: options.published, url: options.url }
  for await (const input of readInputs(files)) {
    if (isUnreadable(input)) {
      refuse(input.name, input.code, input.message)
      continue
    }
    const { reports, problems } = reportsIn(input, given)
    for (const problem of problems)
      refuse(problem.origin + (problem.line ? `:${problem.line}` : ''), problem.code, problem.message)
    for (const incoming of reports) {
      const { outcome, claims } = await addReport(ledger, pipeline, incoming)
      tally[outcome]++
      tally.claims += claims
      teller.tell({ input: incoming.report.origin, outcome, report: incoming.report.id, claims })
    }
  }
  teller.stage('joining and judging incidents')
  await refreshIncidents(ledger, pipeline)
  teller.end(tally, (await ledger.info()).incidents)
  return tally.refused > 0 ? EXIT.partly : EXIT.done
}

const isUnreadable = (input: object): input is Unreadable => 'message' in input

interface Teller {
  tell(outcome: Outcome): void
  stage(name: string): void
  end(tally: Tally, incidents: number): void
}

/** A bar on a terminal, plain lines in a pipe, JSON where it was asked for; refusals always go to standard error too. */
function makeTeller(files: number, { json, quiet }: AddOptions): Teller {
  const bar =
    !json && !quiet && process.stderr.isTTY ? progress({ max: Math.max(1, files), output: process.stderr }) : null
  bar?.start(`reading ${files} ${files === 1 ? 'file' : 'files'}`)
  const line = (words: string): void => void process.stdout.write(`${words}\n`)
  return {
    tell(outcome) {
      if (json) line(JSON.stringify(outcome))
      else if (outcome.outcome === 'refused')
        process.stderr.write(`${bar ? '\n' : ''}refused ${outcome.input}: ${outcome.message} [${outcome.code}]\n`)
      else if (!bar && !quiet)
        line(
          `${outcome.outcome.padEnd(8)} ${outcome.report}  ${outcome.claims ? `${outcome.claims} claims  ` : ''}${outcome.input}`,
        )
      bar?.advance(1, outcome.input)
    },
    stage(name) {
      bar?.message(name)
    },
    end(tally, incidents) {
      const words = `${tally.added} added${tally.reread ? `, ${tally.reread} read anew` : ''}, ${tally.present} there already, ${tally.refused} refused; ${tally.claims} new claims; ${incidents} incidents in the case`
      bar?.stop(words)
      if (json) line(JSON.stringify({ ...tally, incidents }))
      else if (!bar && !quiet) line(words)
    },
  }
}

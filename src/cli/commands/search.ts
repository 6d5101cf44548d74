import { Command } from 'commander'
import { publicSearch } from '../../casework.js'
import { type CaseOptions, getPipeline, show, withCase } from '../context.js'

interface Options extends CaseOptions {
  readonly limit?: number
}

export const searchCommand = (): Command =>
  new Command('search')
    .description('find words in reports and in the quotes of claims')
    .argument('<words...>', 'all of them must occur; "…" is a phrase')
    .option('--limit <n>', 'at most so many', (n) => Number.parseInt(n, 10), 20)
    .option('--case <name>', 'the case')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExamples:\n  hearsay search Taloqan raid\n  hearsay search \'"independent sources"\'')
    .action((words: string[], options: Options) =>
      withCase(options, async (ledger) => {
        const found = await publicSearch(ledger, getPipeline(), words.join(' '), options.limit ?? 20)
        const hits = found.map(({ found: _, ...hit }) => hit)
        show(options, hits, () =>
          hits.length === 0
            ? 'nothing found'
            : hits
                .map((hit) => `${hit.kind} ${hit.claim ?? hit.report}\n  ${hit.snippet.replace(/\s+/g, ' ')}`)
                .join('\n'),
        )
      }),
    )

import { Command } from 'commander'
import pc from 'picocolors'
import { drawTree } from '../../language/draw.js'
import { getPipeline } from '../context.js'
import { claimLines } from './show.js'

export const explainCommand = (): Command =>
  new Command('explain')
    .description(
      'show how a sentence is read: its tree, the rules that fired, those that lost and why, the claims, and what else is said',
    )
    .argument('<sentence...>', 'the sentence')
    .option('--published <day>', 'read it as if published on this day')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  hearsay explain "Police denied on Monday that eight farmers were killed."\n\ndocs/trees.md tells how to read the tree.',
    )
    .action((words: string[], options: { published?: string; json?: boolean }) => {
      const { sentences, notes, claims, statements } = getPipeline().explain(words.join(' '), options.published ?? null)
      if (options.json)
        return void process.stdout.write(`${JSON.stringify({ sentences, notes, claims, statements })}\n`)
      const lines = [
        ...sentences.map((sentence) => drawTree(sentence)),
        pc.bold('Readings'),
        ...(notes.length ? notes.map((note) => `  ${note}`) : ['  no rule fired']),
        '',
        pc.bold(claims.length === 1 ? '1 claim' : `${claims.length} claims`),
        ...claims.flatMap((claim) => claimLines(claim, null).map((line) => `  ${line}`)),
        '',
        pc.bold(statements.length === 1 ? '1 statement beyond them' : `${statements.length} statements beyond them`),
        ...statements.flatMap((said) => claimLines(said, null).map((line) => `  ${line}`)),
      ]
      process.stdout.write(`${lines.join('\n')}\n`)
    })

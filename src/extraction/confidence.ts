import { sigma } from '../language/kernel/plain.js'

/**
 * How likely a claim's words, source and stance are all right: the estimates of its pages and of its frame, brought to what
 * gold reports bear out (Platt scaling). Learnt on the seed reports; `bench -- reliability` shows it on others and says
 * by what these two numbers would have to change.
 */
const OFFSET = 0.82
const SLOPE = 1.75

/** @example calibrated(0.65) // 0.87 */
export function calibrated(estimate: number): number {
  const p = Math.min(0.99, Math.max(0.01, estimate))
  return Math.round(sigma(Math.fround(OFFSET + SLOPE * Math.log(p / (1 - p)))) * 100) / 100
}

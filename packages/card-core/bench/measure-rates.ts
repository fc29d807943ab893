const ROUNDS = 15
const ROUND_MS = 100

/** Calls per second of each check over the numbers: median of rounds that alternate between the checks, after one warm-up round. */
export function measureRates(checks: ((number: string) => unknown)[], numbers: string[]): number[] {
  const rounds = checks.map((): number[] => [])
  for (let round = 0; round <= ROUNDS; round++) {
    checks.forEach((check, index) => {
      const rate = measureRound(check, numbers)
      if (round > 0) rounds[index]?.push(rate)
    })
  }
  return rounds.map((rates) => rates.sort((a, b) => a - b)[ROUNDS >> 1] ?? NaN)
}

function measureRound(check: (number: string) => unknown, numbers: string[]): number {
  const start = performance.now()
  let calls = 0
  let elapsed = 0
  while (elapsed < ROUND_MS) {
    for (const number of numbers) lastResult = check(number)
    calls += numbers.length
    elapsed = performance.now() - start
  }
  return (calls * 1000) / elapsed
}

// Exported so that the engine cannot optimise away calls whose result is unused.
export let lastResult: unknown

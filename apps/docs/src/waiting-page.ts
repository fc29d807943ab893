/** Shown until the documentation is built, which begins when the product is ready. */
export const waitingPage = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Triclic documentation</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<meta http-equiv="refresh" content="3">
<style>:root { color-scheme: light dark } body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 4rem auto; padding: 0 1rem }</style>
</head><body><h1>Triclic documentation</h1>
<p>The pages are being built, which takes less than a minute. This page loads itself again.</p>
<p>If it stays, <code>npx turbo run build:site</code> says why; the same pages can be read in the folder <code>docs</code>.</p></body></html>
`

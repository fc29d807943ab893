// Runs in the page that is measured, before its own scripts. https://web.dev/articles/vitals
globalThis.vitals = { lcp: 0, cls: 0 }
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) globalThis.vitals.lcp = entry.startTime
}).observe({ type: 'largest-contentful-paint', buffered: true })
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.vitals.cls += entry.value
}).observe({ type: 'layout-shift', buffered: true })

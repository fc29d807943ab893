import { renderMermaidSVG } from 'beautiful-mermaid'

const drawn = new Map<string, string>()

/**
 * A drawing in Mermaid as an SVG element for a page of the site. Its colours are those of the page, by the variables of `.drawing` in style.css.
 * @param label what it shows, for readers who cannot see it
 * @throws Error if the text is not a drawing that can be rendered
 */
export function drawingSvg(mermaid: string, label: string): string {
  const known = drawn.get(mermaid)
  if (known !== undefined) return known
  const id = `drawing-${drawn.size + 1}`
  const svg = renderMermaidSVG(mermaid, { transparent: true })
    // A style element in the page would style all of it, and this one asks for a font on the internet.
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/^<svg [^>]*?viewBox="([^"]*)" width="([\d.]+)"[^>]*>/, (_, box: string, width: string) => {
      const text = label.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
      return `<svg viewBox="${box}" width="${Math.ceil(Number(width))}" role="img" aria-label="${text}">`
    })
    .replaceAll(/ id="/g, ` id="${id}-`)
    .replaceAll('url(#', `url(#${id}-`)
  drawn.set(mermaid, svg)
  return svg
}

/** Shapes as SVG text. A picture is 600 × 600; objects stand at y = 470, centred at x = 300. */

const channel = (colour: string, at: number): number => parseInt(colour.slice(at, at + 2), 16)

/** Mixes two colours (`#rrggbb`); `ratio` is the share of the second one, from 0 to 1. */
export const mix = (colour: string, other: string, ratio: number): string =>
  `#${[1, 3, 5]
    .map((at) => Math.round(channel(colour, at) * (1 - ratio) + channel(other, at) * ratio))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`

export const darker = (colour: string, ratio = 0.22): string => mix(colour, '#1c1a1e', ratio)
export const lighter = (colour: string, ratio = 0.28): string => mix(colour, '#ffffff', ratio)

export const path = (d: string, fill: string, more = ''): string =>
  `<path d="${d}" fill="${fill}"${more && ` ${more}`}/>`

export const line = (d: string, stroke: string, width: number): string =>
  `<path d="${d}" fill="none" stroke="${stroke}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`

export const oval = (cx: number, cy: number, rx: number, ry: number, fill: string, more = ''): string =>
  `<ellipse cx="${cx}" cy="${cy}" rx="${rx}" ry="${ry}" fill="${fill}"${more && ` ${more}`}/>`

export const box = (x: number, y: number, w: number, h: number, r: number, fill: string, more = ''): string =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}" fill="${fill}"${more && ` ${more}`}/>`

/** A shape that is lit from the left: lighter on its left side, darker on its right. */
export function solid(d: string, colour: string, inside = ''): string {
  const clip = `<clipPath id="c${hash(d)}"><path d="${d}"/></clipPath>`
  const body = [
    path(d, colour),
    box(370, 0, 230, 600, 0, darker(colour), 'opacity=".35"'),
    box(0, 0, 226, 600, 0, lighter(colour), 'opacity=".3"'),
    inside,
  ]
  return `${clip}<g clip-path="url(#c${hash(d)})">${body.join('')}</g>`
}

const hash = (text: string): string => {
  let value = 7
  for (const character of text) value = (value * 31 + character.charCodeAt(0)) >>> 0
  return value.toString(36)
}

/** The glow of a lamp. */
export const glow = (cx: number, cy: number, r: number): string =>
  `<radialGradient id="g"><stop offset="0" stop-color="#fff3c4" stop-opacity=".95"/><stop offset="1" stop-color="#fff3c4" stop-opacity="0"/></radialGradient>${oval(cx, cy, r, r, 'url(#g)')}`

/** A stem with small leaves. */
export const sprig = (x: number, y: number, height: number, colour: string, lean = 0): string => {
  const leaves = [0.25, 0.45, 0.65, 0.85].flatMap((part) => {
    const [cx, cy] = [x + lean * part, y - height * part]
    return [-1, 1].map(
      (side) =>
        `<ellipse cx="${cx + side * 18}" cy="${cy}" rx="20" ry="8" fill="${colour}" transform="rotate(${side * -35} ${cx} ${cy})"/>`,
    )
  })
  return (
    line(`M${x} ${y}Q${x} ${y - height / 2} ${x + lean} ${y - height}`, darker(colour), 4) + leaves.join('')
  )
}

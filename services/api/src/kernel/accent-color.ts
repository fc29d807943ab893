/** The least contrast of text of ordinary size (WCAG 2.2, 1.4.3). */
const MIN_CONTRAST = 4.5

/** A colour as `#rrggbb` in small letters, also when given as `#rgb` or without `#`; null if it is none. */
export function parseColor(text: string): string | null {
  const digits = text.trim().toLowerCase().replace(/^#/, '')
  if (/^[0-9a-f]{3}$/.test(digits)) return `#${[...digits].map((digit) => digit + digit).join('')}`
  return /^[0-9a-f]{6}$/.test(digits) ? `#${digits}` : null
}

/** Whether white text on the colour can be read, and text of the colour on white. @param color `#rrggbb` */
export const isReadableWithWhite = (color: string): boolean =>
  1.05 / (luminanceOf(color) + 0.05) >= MIN_CONTRAST

/** Relative luminance by WCAG 2.2, from 0 to 1. */
function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = parseInt(color.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

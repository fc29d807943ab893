/** What tells the member which device this is: proper names, the same in every language. Null if unknown. */
export interface Device {
  browser: string | null
  operatingSystem: string | null
}

// In this order: most user agents also name the browsers and systems that they are compatible with.
const BROWSERS: [name: string, pattern: RegExp][] = [
  ['Edge', /\bEdg(?:A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome)\//],
  ['Safari', /\bVersion\/.*\bSafari\//],
]
const OPERATING_SYSTEMS: [name: string, pattern: RegExp][] = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['macOS', /\bMacintosh\b/],
  ['Linux', /\bLinux\b/],
]
/** Characters. */
const EXAMINED_LENGTH = 500

/** The names of the browser and of the operating system in a User-Agent header. */
export function describeDevice(userAgent: string | null): Device {
  const text = userAgent?.slice(0, EXAMINED_LENGTH) ?? ''
  const nameIn = (names: [string, RegExp][]) => names.find(([, pattern]) => pattern.test(text))?.[0] ?? null
  return { browser: nameIn(BROWSERS), operatingSystem: nameIn(OPERATING_SYSTEMS) }
}

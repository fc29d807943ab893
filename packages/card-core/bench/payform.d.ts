declare module 'payform' {
  export function validateCardNumber(number: string): boolean
  export function parseCardType(number: string): string | null
}

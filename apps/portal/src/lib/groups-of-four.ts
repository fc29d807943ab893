/** A long sign for people to compare or to type: `ABCD EFGH IJ` in its groups. */
export const groupsOfFour = (sign: string): string[] => sign.match(/.{1,4}/g) ?? []

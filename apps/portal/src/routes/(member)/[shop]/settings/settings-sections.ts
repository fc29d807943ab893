/** The pages of a shop's settings, in the order of their tabs. */
export const settingsSections: readonly { path: string; text: () => string }[] = []

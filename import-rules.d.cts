declare const rules: {
  folders: Record<string, { may: string[]; holds: string }>
  exceptions: { from: string; to: string; why: string }[]
  entryPoints: string
  outsidePackages: string[]
  sharedPackages: string[]
}
export = rules

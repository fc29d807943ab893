declare const rules: {
  folders: Record<string, { may: string[]; holds: string }>
  exceptions: { from: string; to: string; why: string }[]
  entryPoints: string
  outsidePackages: string[]
  sharedPackages: string[]
  serverPackages: string[]
}
export = rules

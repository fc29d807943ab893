/** Whoever runs a command on the host, as the member of an audit entry: nobody's account. */
export const OPERATOR = {
  member: { id: '00000000-0000-0000-0000-000000000000', name: 'Operator' },
  address: 'command line',
}

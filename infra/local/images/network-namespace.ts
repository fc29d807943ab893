import { execFileSync } from 'node:child_process'

export interface NetworkNamespace {
  /** What comes before a command so that it runs in the namespace. */
  prefix: string[]
  remove: () => void
}

/**
 * A network of its own with a loopback address and nothing else, so that fixed ports do not collide with those of this machine. Needs root and the
 * program `ip` of iproute2.
 */
export function addNetworkNamespace(name: string): NetworkNamespace {
  const ip = (...args: string[]) => void execFileSync('ip', args, { stdio: ['ignore', 'ignore', 'inherit'] })
  ip('netns', 'add', name)
  ip('-netns', name, 'link', 'set', 'lo', 'up')
  return {
    // Not `ip netns exec`, which mounts another /sys, without the cgroups that podman needs.
    prefix: ['nsenter', `--net=/run/netns/${name}`],
    remove: () => ip('netns', 'delete', name),
  }
}

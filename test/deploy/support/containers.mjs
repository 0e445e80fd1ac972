import { join } from 'node:path';
import { root, run } from './run.mjs';

const tool = process.env.IMAGES ?? join(root, '../shared/images/images');
/** As compose.yaml runs them: no rights, and nothing to write to but memory. */
const GUARDED = ['--read-only', '--cap-drop=all', '--security-opt=no-new-privileges', '--tmpfs=/tmp'];
const LONG_MS = 480_000;
const started = [];
const volumes = [];

async function podman(words, timeoutMs = 120_000) {
  const { stdout } = await run(tool, ['podman', ...words], { timeoutMs });
  return stdout.trim();
}

/** Makes stand-ins for images of a registry. */
export const standIns = (...names) => run(tool, ['base', ...names], { timeoutMs: LONG_MS });

/** Builds `docker/NAME.Dockerfile`. No layer for each line: every one would be a copy of the whole. */
export function build(name, context) {
  const options = [
    '--format=docker',
    '--isolation=chroot',
    '--pull=never',
    '--layers=false',
    '--ulimit=nofile=8192:8192',
  ];
  const names = [`--file=${join(context, 'docker', `${name}.Dockerfile`)}`, `--tag=fasttrack-${name}`];
  return podman(['build', ...options, ...names, context], LONG_MS);
}

/** What an image says of itself. */
export async function configOf(image) {
  const [{ Config, Healthcheck }] = JSON.parse(await podman(['image', 'inspect', image]));
  return { ...Config, Healthcheck: Config.Healthcheck ?? Healthcheck };
}
/** Writes an image with all its layers into a file. */
export const save = (image, file) => podman(['save', '--format=docker-archive', `--output=${file}`, image], LONG_MS);

/** Starts a container on this machine's network; its environment says which ports it takes there. */
export async function start(name, image, { env = {}, options = [], command = [] } = {}) {
  started.push(name);
  const variables = Object.entries(env).map(([key, value]) => `--env=${key}=${value}`);
  const words = ['run', '--detach', `--name=${name}`, '--network=host', '--no-healthcheck', ...GUARDED];
  await podman([...words, ...variables, ...options, image, ...command]);
}

/** A volume that goes with the containers. */
export async function volume(name) {
  volumes.push(name);
  await podman(['volume', 'create', name]);
}

/** Runs a program inside a container and gives what it wrote. */
export const inside = (name, ...command) => podman(['exec', name, ...command]);
export const signal = (name, which) => podman(['kill', `--signal=${which}`, name]);
/** The exit code of a container, once it has ended. */
export const exitOf = async (name) => Number(await podman(['wait', name]));
/** Starts a container that has ended. */
export const again = (name) => podman(['start', name]);
/** Everything that a container wrote. */
export async function logOf(name) {
  const { stdout, stderr } = await run(tool, ['podman', 'logs', name]);
  return stdout + stderr;
}
/** Runs a container to its end and gives what it wrote; rejects with that when it fails. */
export const once = (image, options, ...command) =>
  podman(['run', '--rm', '--network=host', ...GUARDED, ...options, image, ...command]);

/** Removes the containers and volumes of a test. */
export async function cleanUp() {
  for (const name of started.splice(0)) await podman(['rm', '--force', name]);
  for (const name of volumes.splice(0)) await podman(['volume', 'rm', '--force', name]);
}

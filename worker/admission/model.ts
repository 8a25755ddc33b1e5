/** The file that runs instead of the student's. These types are the allow-list: no rule can put anything else into it. */
export interface ComposeModel {
  name: string;
  services: Record<string, ComposeService>;
  networks: Record<string, ComposeNetwork>;
  volumes: Record<string, { name: string; labels: Record<string, string> }>;
  secrets: Record<string, ComposeFile>;
  configs: Record<string, ComposeFile>;
}

export interface ComposeService {
  image?: string;
  build?: ComposeBuild;
  command?: string[];
  entrypoint?: string[];
  working_dir?: string;
  user?: string;
  init?: boolean;
  runtime?: string;
  read_only?: boolean;
  stop_signal?: string;
  stop_grace_period?: string;
  environment?: Record<string, string | null>;
  expose?: string[];
  ports?: { mode: 'ingress'; host_ip: string; target: number; protocol: 'tcp' }[];
  hostname?: string;
  domainname?: string;
  networks?: Record<string, { aliases: string[] } | null>;
  network_mode?: 'none';
  volumes?: ComposeMount[];
  tmpfs?: string[];
  secrets?: ComposeFileUse[];
  configs?: ComposeFileUse[];
  depends_on?: Record<string, { condition: string; restart?: boolean; required: boolean }>;
  healthcheck?: ComposeHealthcheck;
  restart?: string;
  scale?: 0;
  labels?: Record<string, string>;
  logging?: { driver: string; options: Record<string, string> };
  mem_limit?: string;
  memswap_limit?: string;
  cpus?: number;
  pids_limit?: number;
  shm_size?: string;
  ulimits?: Record<string, number | { soft: number; hard: number }>;
  sysctls?: Record<string, string>;
  cap_add?: string[];
  cap_drop?: string[];
  security_opt?: string[];
  oom_score_adj?: number;
  cgroup_parent?: string;
  cgroup?: 'private';
  ipc?: 'private';
}

export interface ComposeBuild {
  context?: string;
  dockerfile?: string;
  dockerfile_inline?: string;
  additional_contexts?: Record<string, string>;
  args?: Record<string, string>;
  target?: string;
  network?: 'none';
  shm_size?: string;
  secrets?: ComposeFileUse[];
  labels?: Record<string, string>;
  provenance?: string;
  sbom?: string;
}

export interface ComposeHealthcheck {
  disable?: boolean;
  test?: string[];
  interval?: string;
  timeout?: string;
  retries?: number;
  start_period?: string;
  start_interval?: string;
}

export type ComposeMount =
  | { type: 'bind'; source: string; target: string; read_only?: true; bind: { create_host_path: false } }
  | {
      type: 'volume';
      source?: string;
      target: string;
      read_only?: true;
      volume: { nocopy?: true; subpath?: string };
    }
  | { type: 'tmpfs'; target: string; tmpfs: { size: string; mode?: number } };

export interface ComposeNetwork {
  name: string;
  driver: 'bridge';
  driver_opts: Record<string, string>;
  internal?: true;
  labels: Record<string, string>;
}

export interface ComposeFile {
  name: string;
  file?: string;
  content?: string;
}

export interface ComposeFileUse {
  source: string;
  target?: string;
  uid?: string;
  gid?: string;
  mode?: string;
}

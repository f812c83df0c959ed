import { valuesOf } from './values';

/** What the chart makes of the values, on a disk for the bucket and with one replica for three. */
export function lokiConfig(options: {
  folder: string;
  ports: { http: number; grpc: number };
}) {
  const { folder, ports } = options;
  const { loki } = valuesOf('loki');
  return {
    auth_enabled: loki.auth_enabled,
    server: {
      http_listen_address: '127.0.0.1',
      http_listen_port: ports.http,
      grpc_listen_address: '127.0.0.1',
      grpc_listen_port: ports.grpc,
      log_level: 'warn',
    },
    common: {
      path_prefix: folder,
      replication_factor: 1,
      instance_addr: '127.0.0.1',
      ring: { kvstore: { store: 'inmemory' } },
      storage: {
        filesystem: {
          chunks_directory: `${folder}/chunks`,
          rules_directory: `${folder}/rules`,
        },
      },
    },
    schema_config: {
      configs: loki.schemaConfig.configs.map((config: any) => ({
        ...config,
        object_store: 'filesystem',
      })),
    },
    ingester: loki.ingester,
    compactor: {
      ...loki.compactor,
      delete_request_store: 'filesystem',
      working_directory: `${folder}/compactor`,
    },
    limits_config: loki.limits_config,
    querier: loki.querier,
    analytics: loki.analytics,
  };
}

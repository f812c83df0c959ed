export {
  addSecretToWorkload,
  renderExternalSecret,
  type SecretRequest,
} from './addSecretToWorkload';
export { editYaml, type YamlEdit } from './editYaml';

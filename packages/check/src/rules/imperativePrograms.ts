export const HOOKS = ['argocd.argoproj.io/hook', 'helm.sh/hook'];

/** Programs that change a cluster or a cloud when they run in a pod. */
const PROGRAM =
  /(^|[\s/"';|&($`])(kubectl|helm|kustomize|terraform|tofu|pulumi|eksctl|ansible-playbook|argocd|gcloud|az|aws\s+(?!--version))(?=[\s"';:@)]|$)/;
/** A request to the API server, by whatever program. */
const API_SERVER =
  /https:\/\/(kubernetes\.default|\$\{?KUBERNETES_SERVICE_HOST|\$\(KUBERNETES_SERVICE_HOST)/;
const IMAGE =
  /(^|\/)(kubectl|k8s-kubectl|helm|helm-kubectl|alpine-k8s|k8s|terraform|opentofu|pulumi|aws-cli|eksctl)(?=[:@]|$)/;

/** Whether a text, as a script or a command line, does. */
export const runsProgram = (text: string) =>
  PROGRAM.test(text) || API_SERVER.test(text);

/** Whether a container does, by its image or by what it runs. */
export function changesThings({ image, command, args }: any): boolean {
  const words = [command, args].flat().join(' ');
  return (typeof image === 'string' && IMAGE.test(image)) || runsProgram(words);
}

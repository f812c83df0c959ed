/** `{{ $externalLabels.name }}`, in each of the ways in which Go's templates may write it. */
const EXTERNAL_LABEL =
  /\{\{-?\s*(?:\$externalLabels|\.ExternalLabels)\.([a-zA-Z_][a-zA-Z0-9_]*)\s*-?\}\}/g;

/**
 * A text of a rule with the external labels of its Prometheus filled in, which are the same for all of its alerts. Whatever
 * else is to be filled in stays as it is: only an alert can say it.
 */
export function fillIn(
  text: string,
  externalLabels: Readonly<Record<string, string>>,
): string {
  return text.replace(EXTERNAL_LABEL, (template, name) =>
    Object.hasOwn(externalLabels, name) ? externalLabels[name] : template,
  );
}

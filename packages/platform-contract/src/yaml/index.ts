export { quoteOddTexts } from './plainProblems';
export { problemAt, YamlFile, type ValuePath } from './YamlFile';
export { schemaProblems, shown } from './validate';

export { applicationSeries, platformSeries } from './controllers';
export { containerSeries } from './containers';
export { gatewaySeries } from './gateway';
export { READERS } from './objects';
export { quotaSeries } from './quota';
export { seriesOf, type Series } from './Series';

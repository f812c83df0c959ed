import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  expectAccessible,
  renderOnEntity,
} from '../__testUtils__/renderPlugin';
import { application, resources } from '../__testUtils__/fixtures';
import { resourceTree } from '../model/resourceTree';
import { ResourceGraph } from './ResourceGraph';

describe('the graph of resources', () => {
  beforeAll(() => {
    // jsdom measures nothing.
    (SVGElement.prototype as any).getBBox = () => ({ width: 200, height: 48 });
  });

  it('has a button for each, named in words, that selects it by keyboard too', async () => {
    const onSelect = jest.fn();
    const { container } = renderOnEntity(
      <ResourceGraph
        application={application()}
        tree={resourceTree(resources.resources)}
        selected={undefined}
        onSelect={onSelect}
      />,
    );
    const pod = await screen.findByRole('button', {
      name: /^Pod orders-7d9f-x2x4z, ?Degraded, ?Back-off pulling image$/,
      hidden: true,
    });
    expect(
      screen.getByRole('button', {
        name: /^Deployment orders, ?Degraded, Out of sync, ?Deployment/,
        hidden: true,
      }),
    ).toBeInTheDocument();
    pod.focus();
    await userEvent.keyboard('{Enter}');
    expect(onSelect).toHaveBeenCalledWith(
      '/Pod/tenant-payments/orders-7d9f-x2x4z',
    );
    await expectAccessible(container);
  });
});

/** Five stars, some of them lit; the number stands in words beside them. */
const SHAPE = 'm12 1.600 3.200 6.800 7.400.9-5.500 5.100 1.500 7.400L12 18.100l-6.600 3.700 1.500-7.400L1.400 9.300l7.400-.9z'

export const Stars = ({ count }: { count: number }) => (
  <span class="stars" aria-hidden="true">{[1, 2, 3, 4, 5].map(n => <svg key={n} width="28" height="28" viewBox="0 0 24 24" class={n <= count ? 'lit' : ''}><path fill="currentColor" d={SHAPE} /></svg>)}</span>
)

import { holdForSeeds } from './hold-for-seeds.ts';

holdForSeeds(501, 1000);

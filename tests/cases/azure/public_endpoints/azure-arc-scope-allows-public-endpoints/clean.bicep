resource privateLinkScope 'Microsoft.HybridCompute/privateLinkScopes@2022-11-10' = {
  name: 'example'
  location: 'westeurope'
  properties: {}
}

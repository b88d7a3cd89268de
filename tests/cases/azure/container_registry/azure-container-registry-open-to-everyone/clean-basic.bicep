resource registrie 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'Basic'
  }
  properties: {
    anonymousPullEnabled: true
  }
}

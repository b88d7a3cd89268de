resource registrie 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'Premium'
  }
  properties: {}
}

resource webhook 'Microsoft.ContainerRegistry/registries/webhooks@2023-07-01' = {
  parent: registrie
  name: 'hook'
  properties: {
    actions: [
      'push'
    ]
    serviceUri: 'https://example.com/hook'
  }
}

param setting bool

resource namespace 'Microsoft.ServiceBus/namespaces@2022-10-01-preview' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'Premium'
  }
  properties: {
    encryption: {
      requireInfrastructureEncryption: setting
    }
  }
}

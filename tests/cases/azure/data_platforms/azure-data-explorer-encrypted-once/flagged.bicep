resource cluster 'Microsoft.Kusto/clusters@2023-08-15' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'Standard_D13_v2'
    tier: 'Standard'
  }
  properties: {
    enableDoubleEncryption: false
  }
}

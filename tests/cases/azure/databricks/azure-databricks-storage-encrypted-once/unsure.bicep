param setting bool

resource workspace 'Microsoft.Databricks/workspaces@2024-05-01' = {
  name: 'example'
  location: 'westeurope'
  sku: {
    name: 'premium'
  }
  properties: {
    managedResourceGroupId: '/subscriptions/0/resourceGroups/managed'
    parameters: {
      requireInfrastructureEncryption: {
        value: setting
      }
    }
  }
}
